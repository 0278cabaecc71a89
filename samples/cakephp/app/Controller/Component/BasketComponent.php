<?php
class BasketComponent extends Component {
    public function clear() { ClassRegistry::init('Reservation')->release(); }
}
