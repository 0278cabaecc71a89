<?php
namespace App\Repositories;
use App\OrderLine;
use Prettus\Repository\Eloquent\BaseRepository;
class LineRepository extends BaseRepository {
    public function model(): string { return OrderLine::class; }
    public function free($id) { $this->resetModel()->find($id)->release(); }
}
