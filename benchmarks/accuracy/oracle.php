<?php
/**
 * Paths on standard input, one JSON line each on standard output: what nikic's PHP-Parser finds in the file.
 *
 * {"path": …, "error": …} or {"path": …, "references": [[kind, name, line]], "declarations": [[kind, name, line]],
 * "functions": [[name, line]], "methods": [[name, line]], "includes": [line]}. The file is parsed, never executed.
 *
 * Usage: php oracle.php AUTOLOAD < paths
 */

use PhpParser\Lexer;
use PhpParser\Node;
use PhpParser\NodeTraverser;
use PhpParser\NodeVisitorAbstract;
use PhpParser\NodeVisitor\NameResolver;
use PhpParser\ParserFactory;

require $argv[1];
ini_set('memory_limit', '2G');

final class Collector extends NodeVisitorAbstract
{
    public array $found = ['references' => [], 'declarations' => [], 'functions' => [], 'methods' => [], 'includes' => []];
    private array $parents = []; // of the class-likes around us; null where there is none

    public function enterNode(Node $node)
    {
        if ($node instanceof Node\Stmt\ClassLike) {
            $this->classLike($node);
        } elseif ($node instanceof Node\Stmt\Function_) {
            $this->found['declarations'][] = ['function', $node->namespacedName->toString(), $node->name->getStartLine()];
        } elseif ($node instanceof Node\Stmt\TraitUse) {
            $this->names('uses-trait', $node->traits);
        } elseif ($node instanceof Node\Expr\New_) {
            $this->names('new', [$node->class]);
        } elseif ($node instanceof Node\Expr\StaticCall) {
            $this->names('static-call', [$node->class]);
            $this->method($node->name, $node);
        } elseif ($node instanceof Node\Expr\ClassConstFetch) {
            $last = $node->name instanceof Node\Identifier && $node->name->toLowerString() === 'class';
            $this->names($last ? 'class-name' : 'constant', [$node->class]);
        } elseif ($node instanceof Node\Expr\StaticPropertyFetch) {
            $this->names('static-property', [$node->class]);
        } elseif ($node instanceof Node\Expr\Instanceof_) {
            $this->names('instanceof', [$node->class]);
        } elseif ($node instanceof Node\Stmt\Catch_) {
            $this->names('catch', $node->types);
        } elseif ($node instanceof Node\Param) {
            $this->type('parameter-type', $node->type); // of promoted ones too
        } elseif ($node instanceof Node\Stmt\Property) {
            $this->type('property-type', $node->type);
        } elseif ($node instanceof Node\Attribute) {
            $this->names('attribute', [$node->name]);
        } elseif ($node instanceof Node\Expr\FuncCall && $node->name instanceof Node\Name) {
            $this->found['functions'][] = [$node->name->getLast(), $node->name->getStartLine()];
        } elseif ($node instanceof Node\Expr\MethodCall || $node instanceof Node\Expr\NullsafeMethodCall) {
            $this->method($node->name, $node);
        } elseif ($node instanceof Node\Expr\Include_) {
            $this->found['includes'][] = $node->getStartLine();
        }
        if ($node instanceof Node\FunctionLike) {
            $this->type('return-type', $node->getReturnType());
        }
        return null;
    }

    public function leaveNode(Node $node)
    {
        if ($node instanceof Node\Stmt\ClassLike) {
            array_pop($this->parents);
        }
        return null;
    }

    private function classLike(Node\Stmt\ClassLike $node): void
    {
        $kinds = ['Stmt_Class' => 'class', 'Stmt_Interface' => 'interface', 'Stmt_Trait' => 'trait', 'Stmt_Enum' => 'enum'];
        if ($node->name !== null) {
            $name = $node->namespacedName->toString();
            $this->found['declarations'][] = [$kinds[$node->getType()], $name, $node->name->getStartLine()];
        }
        $extends = $node->extends ?? [];
        $extends = is_array($extends) ? $extends : [$extends];
        $this->parents[] = $node instanceof Node\Stmt\Class_ ? $node->extends : null;
        $this->names('extends', $extends);
        $this->names('implements', $node->implements ?? []);
    }

    private function type(string $kind, ?Node $type): void
    {
        if ($type instanceof Node\NullableType) {
            $this->type($kind, $type->type);
        } elseif ($type instanceof Node\UnionType || $type instanceof Node\IntersectionType) {
            foreach ($type->types as $part) {
                $this->type($kind, $part);
            }
        } elseif ($type instanceof Node\Name) {
            $this->names($kind, [$type]);
        }
    }

    private function names(string $kind, array $nodes): void
    {
        foreach ($nodes as $node) {
            if (!$node instanceof Node\Name) {
                continue;
            }
            $line = $node->getStartLine();
            $name = $node->toString();
            $special = strtolower($name);
            if ($special === 'self' || $special === 'static') {
                continue;
            }
            if ($special === 'parent') {
                $parent = end($this->parents) ?: null;
                if ($parent === null) {
                    continue;
                }
                $name = $parent->toString();
            }
            $this->found['references'][] = [$kind, $name, $line];
        }
    }

    private function method(Node $name, Node $call): void
    {
        $this->found['methods'][] = $name instanceof Node\Identifier ? [$name->toString(), $name->getStartLine()] : ['', -1];
    }
}

$lexer = new Lexer\Emulative(['usedAttributes' => ['startLine', 'endLine']]);
$parser = (new ParserFactory())->create(ParserFactory::PREFER_PHP7, $lexer);
while (($path = fgets(STDIN)) !== false) {
    $path = rtrim($path, "\n");
    $result = ['path' => $path];
    try {
        $traverser = new NodeTraverser();
        $traverser->addVisitor(new NameResolver());
        $collector = new Collector();
        $traverser->addVisitor($collector);
        $traverser->traverse($parser->parse(file_get_contents($path)));
        $result += $collector->found;
    } catch (PhpParser\Error $error) {
        $result['error'] = $error->getMessage();
    }
    echo json_encode($result, JSON_INVALID_UTF8_SUBSTITUTE), "\n";
}
