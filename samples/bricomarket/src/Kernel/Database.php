<?php

namespace Brico\Kernel;

class Database
{
    private $pdo;
    private $dsn;
    private $user;
    private $password;
    private $depth = 0;

    public function __construct($dsn, $user, $password)
    {
        $this->dsn = $dsn;
        $this->user = $user;
        $this->password = $password;
    }

    public function fetchAll($sql, array $params = array())
    {
        return $this->run($sql, $params)->fetchAll(\PDO::FETCH_ASSOC);
    }

    public function fetchOne($sql, array $params = array())
    {
        $row = $this->run($sql, $params)->fetch(\PDO::FETCH_ASSOC);

        return $row === false ? null : $row;
    }

    /** @return int number of rows */
    public function execute($sql, array $params = array())
    {
        return $this->run($sql, $params)->rowCount();
    }

    /** @return int the new id */
    public function insert($table, array $data)
    {
        $columns = array_keys($data);
        $sql = 'INSERT INTO ' . $table . ' (' . implode(', ', $columns) . ') VALUES (' . rtrim(str_repeat('?, ', count($columns)), ', ') . ')';
        $this->run($sql, array_values($data));

        return (int) $this->pdo()->lastInsertId();
    }

    public function begin()
    {
        // nested calls count, they do not nest (MySQL)
        if ($this->depth++ === 0) {
            $this->pdo()->beginTransaction();
        }
    }

    public function commit()
    {
        if (--$this->depth === 0) {
            $this->pdo()->commit();
        }
    }

    public function rollback()
    {
        if ($this->depth > 0) {
            $this->depth = 0;
            $this->pdo()->rollBack();
        }
    }

    private function run($sql, array $params)
    {
        try {
            $statement = $this->pdo()->prepare($sql);
            $statement->execute($params);
        } catch (\PDOException $e) {
            throw new DatabaseException($e->getMessage() . ' -- ' . $sql, 0, $e);
        }

        return $statement;
    }

    private function pdo()
    {
        if ($this->pdo === null) {
            $this->pdo = new \PDO($this->dsn, $this->user, $this->password, array(
                \PDO::ATTR_ERRMODE => \PDO::ERRMODE_EXCEPTION,
            ));
        }

        return $this->pdo;
    }
}
