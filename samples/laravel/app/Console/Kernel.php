<?php
namespace App\Console;
use Illuminate\Console\Scheduling\Schedule;
class Kernel {
    protected function schedule(Schedule $schedule) {
        $schedule->command('invoices:send --late')->daily();
        $schedule->command('backup:run')->weekly();
    }
}
class SendInvoices extends \Illuminate\Console\Command {
    protected $signature = 'invoices:send {--late}';
    public function handle() {}
}
