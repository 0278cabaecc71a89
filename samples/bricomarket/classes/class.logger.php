<?php
// 2009, avant Brico\Kernel\Logger
class Logger
{
	static $instances = array();
	var $name;
	var $handle;

	static function get($name)
	{
		if (!isset(self::$instances[$name])) {
			self::$instances[$name] = new Logger($name);
		}
		return self::$instances[$name];
	}

	function Logger($name)
	{
		$this->name = $name;
		$this->__open();
	}

	function __open()
	{
		$this->handle = @fopen(LOG_DIR . $this->name . '.log', 'a');
	}

	function log($msg)
	{
		if (!$this->handle) {
			$this->__open();
		}
		if ($this->handle) {
			fwrite($this->handle, date('d/m/Y H:i:s') . ' ' . $msg . "\n");
		}
	}

	/** garde les $days derniers jours */
	static function purge($days)
	{
		foreach (glob(LOG_DIR . '*.log') as $file) {
			if (filemtime($file) < time() - $days * 86400) {
				unlink($file);
			}
		}
	}
}
