<?php

namespace Brico\Search;

class QueryParser
{
    private static $stopWords = ['le', 'la', 'les', 'un', 'une', 'des', 'de', 'du', 'pour', 'avec', 'et', 'en', 'a', 'au', 'sur'];

    private $synonyms;

    public function __construct(SynonymRepository $synonyms)
    {
        $this->synonyms = $synonyms;
    }

    /**
     * @return array one list of alternatives for each word
     */
    public function parse($query)
    {
        $result = [];
        foreach (self::words($query) as $word) {
            $result[] = array_merge([$this->singular($word)], $this->synonyms->of($word));
        }

        return $result;
    }

    public static function words($text)
    {
        $text = strtolower(iconv('UTF-8', 'ASCII//TRANSLIT//IGNORE', $text));
        $words = preg_split('/[^a-z0-9]+/', $text, -1, PREG_SPLIT_NO_EMPTY);

        return array_values(array_unique(array_diff($words, self::$stopWords)));
    }

    private function singular($word)
    {
        if (strlen($word) < 4) {
            return $word;
        }
        if (substr($word, -3) === 'aux') {
            return substr($word, 0, -3);
        }

        return rtrim($word, 'sx');
    }
}
