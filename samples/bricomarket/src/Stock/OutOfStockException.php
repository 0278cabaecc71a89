<?php

namespace Brico\Stock;

class OutOfStockException extends \RuntimeException
{
    public $offerId;
    public $wanted;
    public $left;

    public function __construct($offerId, $wanted, $left)
    {
        $this->offerId = $offerId;
        $this->wanted = $wanted;
        $this->left = $left;
        parent::__construct("Offer $offerId: $wanted wanted, $left left");
    }

    public function canBePartial()
    {
        return $this->left > 0;
    }

    public function messageForCustomer()
    {
        return $this->canBePartial()
            ? sprintf(t('stock_only_left'), $this->left)
            : t('stock_none_left');
    }
}
