<?php

namespace Brico\Search;

class SearchResult implements \Countable
{
    private $rows;
    private $total;
    private $facets;

    public function __construct(array $rows, $total, array $facets)
    {
        $this->rows = $rows;
        $this->total = $total;
        $this->facets = $facets;
    }

    public function rows()
    {
        return $this->rows;
    }

    public function facets()
    {
        return $this->facets;
    }

    public function count(): int
    {
        return $this->total;
    }

    public function pages($perPage = 24)
    {
        return max(1, (int) ceil($this->total / $perPage));
    }

    public function ids()
    {
        return array_map(function ($row) {
            return (int) $row['id'];
        }, $this->rows);
    }
}
