<?php
/**
 * deptrac's directory and a program in; every dependency deptrac finds as "direct|inherited<tab>from<tab>to" out.
 *
 * deptrac itself only prints what breaks rules between layers, so its own classes are asked for the list beneath.
 * Usage: php deptrac_pairs.php DEPTRAC PROGRAM [EMITTERS]   (EMITTERS: deptrac's default is class,function)
 */
declare(strict_types=1);

use Deptrac\Deptrac\Core\Ast\AstMapExtractor;
use Deptrac\Deptrac\Core\Dependency\DependencyResolver;
use Deptrac\Deptrac\Core\Dependency\InheritDependency;
use Deptrac\Deptrac\Supportive\DependencyInjection\ServiceContainerBuilder;

[, $deptrac, $program] = $argv;
require "$deptrac/vendor/autoload.php";

$public = fn (string $class): array => ['alias' => $class, 'public' => true];
$depfile = tempnam(sys_get_temp_dir(), 'depfile');
rename($depfile, $depfile .= '.yaml'); // JSON is YAML
file_put_contents($depfile, json_encode([
    'services' => ['map' => $public(AstMapExtractor::class), 'list' => $public(DependencyResolver::class)],
    'deptrac' => [
        'paths' => [realpath($program)],
        'exclude_files' => [],
        'analyser' => ['types' => explode(',', $argv[3] ?? 'class,function')],
        'layers' => [],
        'ruleset' => new stdClass(),
    ],
], JSON_THROW_ON_ERROR));
$container = (new ServiceContainerBuilder(realpath($program)))->withConfig($depfile)->build(false, false);
unlink($depfile);
$dependencies = $container->get('list')->resolve($container->get('map')->extract());
foreach ($dependencies->getDependenciesAndInheritDependencies() as $dependency) {
    $how = $dependency instanceof InheritDependency ? 'inherited' : 'direct';
    echo $how, "\t", $dependency->getDepender()->toString(), "\t", $dependency->getDependent()->toString(), "\n";
}
