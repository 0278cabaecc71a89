<p class="foot">Bricomarket <?= date('Y') ?> - <?= count($GLOBALS['brico_queries']) ?> requ&ecirc;tes</p>
<?php if (DEBUG) dump_queries(); ?>
</body>
</html>
