@extends("layout") {{ $order }}
