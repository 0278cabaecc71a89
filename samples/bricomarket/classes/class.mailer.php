<?php
/**
 * Envoi d'un mail, avec PHPMailer s'il est la, mail() sinon.
 */
class Mailer
{
    var $from;
    var $subject = '';
    var $body = '';
    var $html = false;
    var $files = array();

    function __construct($from)
    {
        $this->from = $from;
    }

    function setSubject($subject)
    {
        $this->subject = str_replace(array("\r", "\n"), ' ', $subject);
    }

    function setBody($body, $html = false)
    {
        $this->body = $body;
        $this->html = $html || stripos($body, '<html') !== false;
    }

    function attach($path, $name = '')
    {
        if (is_readable($path)) {
            $this->files[$name ? $name : basename($path)] = $path;
        }
    }

    function send($to)
    {
        if (class_exists('PHPMailer')) {
            return $this->_sendWithPhpMailer($to);
        }
        $headers = 'From: ' . $this->from . "\r\n";
        $headers .= 'Content-Type: ' . ($this->html ? 'text/html' : 'text/plain') . "; charset=ISO-8859-1\r\n";
        if ($this->files) {
            log_event('mail', 'attachments dropped for ' . $to);
        }
        return mail($to, $this->subject, $this->body, $headers);
    }

    function _sendWithPhpMailer($to)
    {
        $mail = new PHPMailer();
        $mail->setFrom($this->from, 'Bricomarket');
        $mail->addAddress($to);
        $mail->Subject = $this->subject;
        $mail->isHTML($this->html);
        $mail->Body = $this->body;
        foreach ($this->files as $name => $path) {
            $mail->addAttachment($path, $name);
        }
        if (!$mail->send()) {
            log_event('mail', $to . ': ' . $mail->ErrorInfo);
            return false;
        }
        return true;
    }
}
