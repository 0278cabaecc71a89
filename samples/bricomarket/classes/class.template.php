<?php
/* moteur de template maison */
class Template
{
	var $dir;
	var $vars = array();

	function Template($dir = '')
	{
		$this->dir = $dir ? $dir : TPL_DIR;
	}

	function set($name, $value)
	{
		$this->vars[$name] = $value;
	}

	function fetch($tpl)
	{
		extract($this->vars);
		ob_start();
		$tpl = rtrim($this->dir, '/') . '/' . $tpl;
		include $tpl . '.tpl.php';
		return ob_get_clean();
	}

	function display($tpl)
	{
		echo $this->fetch($tpl);
	}

	// {clef} dans un texte, pour les mails saisis dans le back-office
	function replace($text)
	{
		foreach ($this->vars as $name => $value) {
			if (!is_array($value)) {
				$text = str_replace('{' . $name . '}', $value, $text);
			}
		}
		return $text;
	}
}
