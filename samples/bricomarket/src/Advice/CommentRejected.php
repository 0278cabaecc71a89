<?php

namespace Brico\Advice;

class CommentRejected extends \DomainException
{
}
