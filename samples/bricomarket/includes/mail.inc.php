<?php
/* Envoi de mails. Depuis 2015 tout passe par la file (cron/mail_queue.php) */

function send_mail($to, $template, $vars = array())
{
	if (!$to) {
		return false;
	}
	if (MAIL_QUEUE) {
		brico_insert('mail_queue', array('recipient' => $to, 'template' => $template, 'vars' => serialize($vars)));
		return true;
	}
	return send_mail_now($to, $template, $vars);
}

function send_mail_now($to, $template, $vars = array())
{
	require_once CLASS_DIR . 'class.mailer.php';
	$mailer = new Mailer(MAIL_FROM);
	$mailer->setSubject(t('mail_' . $template));
	$mailer->setBody(mail_body($template, $vars));
	return $mailer->send($to);
}

function mail_body($template, $vars)
{
	$template = preg_replace('/[^a-z_]/', '', $template);
	extract($vars);
	ob_start();
	include TPL_DIR . 'mail/' . $template . '.tpl.php';
	return ob_get_clean();
}
