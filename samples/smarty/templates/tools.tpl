{include file='head.tpl'}
{* {lost} in a comment *}
{foreach from=$tools item=tool}{$tool|plural_of|escape:'html'} {Stock::level($tool)} {$cents|price}{/foreach}
{season} {basket} {lost kind='tool'}
