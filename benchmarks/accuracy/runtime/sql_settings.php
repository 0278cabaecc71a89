<?php
// Settings of a traced MediaWiki plus one logger: every SQL statement as a JSON line {"sql", "stack": [[class or "", function, file, line], …]}.
// Used as MW_CONFIG_FILE by trace_sql_mediawiki.sh; SECATEUR_SQL_LOG names the log, SECATEUR_SQL_DATA the copy of the data.
require "$IP/LocalSettings.php";

class SecateurSqlLog extends Psr\Log\AbstractLogger implements MediaWiki\Logger\Spi {
	public function getLogger( $channel ) {
		return in_array( $channel, [ 'DBQuery', 'SQLBagOStuff' ] ) ? $this : new Psr\Log\NullLogger();
	}

	public function log( $level, $message, array $context = [] ) {
		if ( !isset( $context['sql'] ) || ( $context['db_log_category'] ?? '' ) !== 'query' ) {
			return;
		}
		$stack = [];
		foreach ( debug_backtrace( DEBUG_BACKTRACE_IGNORE_ARGS ) as $frame ) {
			$file = str_replace( MW_INSTALL_PATH . '/', '', $frame['file'] ?? '' );
			$stack[] = [ $frame['class'] ?? '', $frame['function'], $file, $frame['line'] ?? 0 ];
		}
		$line = json_encode( [ 'sql' => $context['sql'], 'stack' => $stack ], JSON_INVALID_UTF8_SUBSTITUTE | JSON_UNESCAPED_SLASHES );
		file_put_contents( getenv( 'SECATEUR_SQL_LOG' ), $line . "\n", FILE_APPEND | LOCK_EX );
	}
}

$wgMWLoggerDefaultSpi = [ 'class' => SecateurSqlLog::class ];
$wgDebugDumpSql = true;
$wgSQLiteDataDir = getenv( 'SECATEUR_SQL_DATA' );
foreach ( [ &$wgObjectCaches[CACHE_DB], &$wgJobTypeConf['default'] ] as &$one ) {
	$one['server']['dbDirectory'] = $wgSQLiteDataDir;
	$one['server']['flags'] = DBO_DEBUG;
}
unset( $one );
$wgLocalisationCacheConf['storeServer']['dbDirectory'] = $wgSQLiteDataDir;
