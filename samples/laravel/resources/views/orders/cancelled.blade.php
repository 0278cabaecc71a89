@extends("layout") {{ $order }}
@inject('basket', 'App\Cart\Basket')
<a href="{{ route('orders.cancel', $order) }}">{{ money($order->total()) }} {{ App\Customer::current()->name }}</a>
<a href="{{ route('lost') }}">Lost</a> <a href="{{ route($next) }}">Next</a> <x-order.total :order="$order" />
