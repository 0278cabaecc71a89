<?php

namespace Brico\Catalog;

use Brico\Kernel\Database;

class CategoryTree
{
    private $db;
    private $byParent = null;
    private $byId = array();

    public function __construct(Database $db)
    {
        $this->db = $db;
    }

    private function load()
    {
        if ($this->byParent !== null) {
            return;
        }
        $this->byParent = array();
        foreach ($this->db->fetchAll('SELECT id, parent_id, name, slug, position FROM categories ORDER BY position, name', array()) as $row) {
            $this->byParent[(int) $row['parent_id']][] = $row;
            $this->byId[(int) $row['id']] = $row;
        }
    }

    public function children($id)
    {
        $this->load();

        return isset($this->byParent[$id]) ? $this->byParent[$id] : array();
    }

    public function roots()
    {
        return $this->children(0);
    }

    public function get($id)
    {
        $this->load();

        return isset($this->byId[$id]) ? $this->byId[$id] : null;
    }

    /** From the root down to the category itself. */
    public function path($id)
    {
        $this->load();
        $path = array();
        $guard = 0;
        while ($id && isset($this->byId[$id]) && $guard++ < 20) {
            array_unshift($path, $this->byId[$id]);
            $id = (int) $this->byId[$id]['parent_id'];
        }

        return $path;
    }

    public function descendantIds($id)
    {
        $ids = array((int) $id);
        foreach ($this->children($id) as $child) {
            $ids = array_merge($ids, $this->descendantIds((int) $child['id']));
        }

        return $ids;
    }

    /**
     * @throws \DomainException
     */
    public function move($id, $newParentId)
    {
        if (in_array((int) $newParentId, $this->descendantIds($id), true)) {
            throw new \DomainException('A category cannot be moved under itself');
        }
        $this->db->execute('UPDATE categories SET parent_id = ? WHERE id = ?', array($newParentId, $id));
        $this->byParent = null;
        $this->byId = array();
    }
}
