<?php

namespace Brico\Tests;

use Brico\Backoffice\SettingsRepository;
use Brico\Customer\Customer;
use Brico\Customer\LoyaltyProgram;
use Brico\Kernel\Database;
use PHPUnit\Framework\TestCase;

class CustomerTest extends TestCase
{
    private function customer(array $changes = [])
    {
        return Customer::fromRow($changes + [
            'id' => '7',
            'email' => 'client@example.org',
            'password' => password_hash('secret', PASSWORD_DEFAULT),
            'firstname' => 'Camille',
            'lastname' => 'Exemple',
            'newsletter' => '1',
            'created_at' => '2017-01-02 10:00:00',
        ]);
    }

    public function testFullNameWithoutFirstname()
    {
        $this->assertSame('Exemple', $this->customer(['firstname' => ''])->fullName());
    }

    public function testLegacyPasswordIsAnMd5()
    {
        $this->assertTrue($this->customer(['password' => md5('x')])->hasLegacyPassword());
        $this->assertFalse($this->customer()->hasLegacyPassword());
    }

    public function testSnakeCaseStillWorks()
    {
        $this->assertSame('2017-01-02 10:00:00', $this->customer()->created_at);
    }

    public function testBurningTooManyPointsIsRefused()
    {
        $db = $this->createMock(Database::class);
        $db->method('fetchOne')->willReturn(['n' => 499]);
        $settings = $this->createMock(SettingsRepository::class);
        $settings->method('get')->willReturn(500);
        $this->expectException(\DomainException::class);
        (new LoyaltyProgram($db, $settings))->burn(7, 500);
    }
}
