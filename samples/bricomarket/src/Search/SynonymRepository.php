<?php

namespace Brico\Search;

use Brico\Kernel\Repository;

class SynonymRepository extends Repository
{
    private $cache;

    public function of($word)
    {
        if ($this->cache === null) {
            $this->cache = [];
            foreach ($this->all() as $row) {
                $this->cache[$row['word']][] = $row['synonym'];
                $this->cache[$row['synonym']][] = $row['word'];
            }
        }

        return isset($this->cache[$word]) ? $this->cache[$word] : [];
    }

    public function all()
    {
        return $this->db->fetchAll('SELECT id, word, synonym FROM search_synonyms ORDER BY word', []);
    }

    public function add($word, $synonym)
    {
        $this->cache = null;

        return $this->db->insert('search_synonyms', ['word' => strtolower(trim($word)), 'synonym' => strtolower(trim($synonym))]);
    }

    public function remove($id)
    {
        $this->cache = null;
        $this->db->execute('DELETE FROM search_synonyms WHERE id = ?', [$id]);
    }
}
