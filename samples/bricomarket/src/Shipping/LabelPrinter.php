<?php

namespace Brico\Shipping;

use PDF;

require_once CLASS_DIR . 'class.pdf.php';

class LabelPrinter
{
    private $shipments;

    public function __construct(ShipmentRepository $shipments)
    {
        $this->shipments = $shipments;
    }

    /** @param int[] $ids one A6 page each */
    public function output(array $ids, $file = '')
    {
        $pdf = new PDF();
        $pdf->PDF('A6');
        foreach ($ids as $id) {
            $shipment = $this->shipments->find($id);
            if (!$shipment) {
                continue;
            }
            $seller = get_seller($shipment['seller_id']);
            $pdf->addPage();
            $pdf->setFontSize(14);
            $pdf->text(10, 20, $shipment['firstname'] . ' ' . $shipment['lastname']);
            $pdf->text(10, 28, $shipment['street']);
            $pdf->text(10, 36, $shipment['zip'] . ' ' . $shipment['city']);
            $pdf->line(10, 42, 95, 42);
            $pdf->setFontSize(8);
            $pdf->text(10, 48, 'Exp. ' . $seller['name'] . ' / Bricomarket ' . $shipment['order_id']);
            $pdf->text(10, 140, $shipment['carrier'] . ' ' . $shipment['tracking']);
            foreach ($this->shipments->items($id) as $n => $item) {
                $pdf->text(10, 60 + 5 * $n, $item['quantity'] . ' x ' . $item['sku']);
            }
        }

        return $pdf->output($file);
    }
}
