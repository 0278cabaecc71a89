<?php
/** @var Mage_Core_Model_Resource_Setup $installer */
$installer = $this;
$installer->startSetup();
$installer->run("CREATE TABLE {$installer->getTable('rental/tool')} (tool_id INT NOT NULL, name VARCHAR(80))");
$installer->getConnection()->insert($installer->getTable('rental/tool'), array('name' => 'Rotary tiller'));
$installer->endSetup();
