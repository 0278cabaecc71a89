<?php
/**
 * @var Brico\Kernel\Container $container
 *
 * TODO KT: everything that still says `new X(Registry::get('db'))` in the pages should come from here.
 */

use Brico\Advice\ArticleRenderer;
use Brico\Advice\ArticleRepository;
use Brico\Advice\CommentService;
use Brico\Backoffice\Dashboard;
use Brico\Backoffice\MailQueue;
use Brico\Backoffice\ReportBuilder;
use Brico\Backoffice\SettingsRepository;
use Brico\Backoffice\TicketService;
use Brico\Catalog\ProductRepository;
use Brico\Customer\Authenticator;
use Brico\Customer\CustomerRepository;
use Brico\Customer\LoyaltyProgram;
use Brico\Customer\Newsletter;
use Brico\Customer\TokenRepository;
use Brico\Kernel\Registry;
use Brico\Payment\TransactionLog;
use Brico\Review\QuestionService;
use Brico\Review\ReviewModerator;
use Brico\Review\ReviewRepository;
use Brico\Search\Indexer;
use Brico\Seller\CommissionCalculator;
use Brico\Seller\OfferRepository;
use Brico\Seller\PayoutService;
use Brico\Seller\SellerOnboarding;
use Brico\Seller\SellerRepository;
use Brico\Stock\StockManager;
use Brico\Stock\WarehouseRepository;

$db = Registry::get('db');

// catalog, search, stock
$container->set('catalog.products', function ($c) use ($db) {
    return new ProductRepository($db, $c->get('search.indexer'), Registry::get('events'));
});
$container->set('search.indexer', function () use ($db) {
    return new Indexer($db);
});
$container->set('stock.manager', function () use ($db) {
    return new StockManager($db, null, null, Registry::get('events'));
});

// sellers
$container->set('seller.sellers', function () use ($db) {
    return new SellerRepository($db);
});
$container->set('seller.offers', function ($c) use ($db) {
    return new OfferRepository($db, $c->get('stock.manager'));
});
$container->set('seller.onboarding', function ($c) use ($db) {
    return new SellerOnboarding($db, $c->get('seller.sellers'), new WarehouseRepository($db), $c);
});
$container->set('seller.payouts', function ($c) use ($db) {
    return new PayoutService(
        $db,
        $c->get('seller.sellers'),
        new CommissionCalculator($db, Registry::get('config')),
        new TransactionLog($db),
        Registry::get('mailer'),
        Registry::get('logger')
    );
});

// customers
$container->set('customer.customers', function () use ($db) {
    return new CustomerRepository($db);
});
$container->set('customer.loyalty', function ($c) use ($db) {
    return new LoyaltyProgram($db, $c->get('backoffice.settings'), Registry::get('events'));
});
$container->set('customer.auth', function ($c) use ($db) {
    return new Authenticator($c->get('customer.customers'), new TokenRepository($db), $c->get('backoffice.tickets'));
});
$container->set('customer.newsletter', function ($c) use ($db) {
    return new Newsletter($db, $c->get('backoffice.mail_queue'));
});

// reviews
$container->set('review.moderator', function ($c) use ($db) {
    return new ReviewModerator(
        new ReviewRepository($db),
        $c->get('customer.customers'),
        $c->get('customer.loyalty'),
        $c->get('search.indexer'),
        Registry::get('mailer'),
        Registry::get('events')
    );
});
$container->set('review.questions', function ($c) use ($db) {
    return new QuestionService($db, $c->get('catalog.products'), $c->get('seller.offers'), Registry::get('mailer'));
});

// advice
$container->set('advice.articles', function () use ($db) {
    return new ArticleRepository($db);
});
$container->set('advice.renderer', function ($c) {
    return new ArticleRenderer($c->get('catalog.products'), $c->get('seller.offers'));
});
$container->set('advice.comments', function ($c) use ($db) {
    return new CommentService($db, $c->get('customer.customers'), $c->get('customer.loyalty'));
});

// back office
$container->set('backoffice.settings', function () use ($db) {
    return new SettingsRepository($db);
});
$container->set('backoffice.mail_queue', function ($c) use ($db) {
    return new MailQueue($db, $c->get('customer.customers'));
});
$container->set('backoffice.tickets', function ($c) use ($db) {
    return new TicketService($db, $c->get('customer.customers'), Registry::get('mailer'));
});
$container->set('backoffice.reports', function () use ($db) {
    return new ReportBuilder($db, Registry::get('logger'));
});
$container->set('backoffice.dashboard', function ($c) use ($db) {
    return new Dashboard($db, $c->get('backoffice.reports'), $c->get('customer.loyalty'));
});

require __DIR__ . '/services_checkout.php';
