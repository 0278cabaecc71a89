</div>
<div id="footer">
	<a href="/conseils"><?= t('advice') ?></a> <a href="/index.php?page=contact"><?= t('contact') ?></a>
	<a href="/index.php?page=seller_register"><?= t('become_seller') ?></a>
	<form action="/index.php?page=newsletter" method="post"><input type="email" name="email"><button><?= t('newsletter') ?></button></form>
</div>
<script src="/js/brico.js"></script>
</body>
</html>
