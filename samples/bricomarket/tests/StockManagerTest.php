<?php

namespace Brico\Tests;

use Brico\Kernel\Database;
use Brico\Stock\MovementLog;
use Brico\Stock\OutOfStockException;
use Brico\Stock\ReservationRepository;
use Brico\Stock\StockManager;
use PHPUnit\Framework\TestCase;

class StockManagerTest extends TestCase
{
    private $db;
    private $reservations;
    private $movements;
    private $manager;

    protected function setUp()
    {
        $this->db = $this->createMock(Database::class);
        $this->reservations = $this->createMock(ReservationRepository::class);
        $this->movements = $this->createMock(MovementLog::class);
        $this->manager = new StockManager($this->db, $this->reservations, $this->movements);
    }

    public function testNothingKnownMeansNothingAvailable()
    {
        $this->db->method('fetchOne')->willReturn(null);
        $this->assertSame(0, $this->manager->available(7));
    }

    public function testReserveRollsBackWhenThereIsNotEnough()
    {
        $this->db->method('fetchOne')->willReturnOnConsecutiveCalls(null, ['n' => 1]);
        $this->db->expects($this->once())->method('rollback');
        $this->expectException(OutOfStockException::class);
        $this->manager->reserve(7, 3, 12);
    }

    public function testReserveCreatesAReservation()
    {
        $this->db->method('fetchOne')->willReturn(['id' => 1, 'warehouse_id' => 1]);
        $this->reservations->expects($this->once())->method('create')->willReturn(99);
        $this->assertSame(99, $this->manager->reserve(7, 3, 12));
    }

    public function testDecrementIsLogged()
    {
        $this->db->method('fetchOne')->willReturnOnConsecutiveCalls(['id' => 1, 'warehouse_id' => 2, 'quantity' => 5], ['n' => 3]);
        $this->movements->expects($this->once())->method('add')->with(7, 2, -2, 'sale');
        $this->manager->decrement(7, 2);
    }
}
