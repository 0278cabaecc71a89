<?php
/* Textes du site - encodage ISO-8859-1, ne PAS enregistrer en UTF-8 ! */

// général
$lang['home_title'] = 'Bricomarket, le bricolage et le jardin moins chers';
$lang['home_news'] = 'Nouveautés';
$lang['home_best'] = 'Meilleures ventes';
$lang['last_viewed'] = 'Déjà vus';
$lang['search'] = 'Rechercher';
$lang['send'] = 'Envoyer';
$lang['save'] = 'Enregistrer';
$lang['saved'] = 'C\'est enregistré.';
$lang['change'] = 'Modifier';
$lang['remove'] = 'Supprimer';
$lang['total'] = 'Total';
$lang['page_not_found'] = 'Cette page n\'existe pas, ou plus';
$lang['try_these'] = 'Peut-être cherchiez-vous :';
$lang['please_log_in'] = 'Connectez-vous pour accéder à cette page.';

// catalogue
$lang['no_product'] = 'Aucun produit';
$lang['in_stock'] = 'En stock';
$lang['out_of_stock'] = 'Épuisé';
$lang['only_left'] = 'Plus que %d !';
$lang['stock_only_left'] = 'Il n\'en reste que %d.';
$lang['stock_none_left'] = 'Cet article vient d\'être épuisé.';
$lang['bought_together'] = 'Souvent achetés ensemble';
$lang['facet_brand'] = 'Marque';
$lang['facet_category'] = 'Rayon';
$lang['facet_price'] = 'Prix';
$lang['import_done'] = 'Import terminé.';

// panier, commande
$lang['cart'] = 'Panier';
$lang['add_to_cart'] = 'Ajouter au panier';
$lang['added_to_cart'] = 'Ajouté à votre panier.';
$lang['order_new'] = 'En attente';
$lang['order_paid'] = 'Payée';
$lang['order_shipped'] = 'Expédiée';
$lang['order_delivered'] = 'Livrée';
$lang['order_cancelled'] = 'Annulée';
$lang['orders_still_open'] = 'Une commande est en cours : attendez sa livraison avant de supprimer le compte.';

// compte
$lang['log_in'] = 'Connexion';
$lang['log_out'] = 'Déconnexion';
$lang['register'] = 'Créer un compte';
$lang['remember_me'] = 'Se souvenir de moi';
$lang['bad_login'] = 'Adresse ou mot de passe incorrect.';
$lang['bad_email'] = 'Cette adresse n\'est pas valide.';
$lang['email_already_used'] = 'Cette adresse a déjà un compte.';
$lang['password'] = 'Mot de passe';
$lang['password_lost'] = 'Mot de passe oublié ?';
$lang['password_changed'] = 'Votre mot de passe est changé.';
$lang['password_too_short'] = 'Le mot de passe doit avoir au moins 8 caractères.';
$lang['password_mail_sent'] = 'Si cette adresse a un compte, un mail est parti.';
$lang['link_expired'] = 'Ce lien a expiré.';
$lang['firstname'] = 'Prénom';
$lang['lastname'] = 'Nom';
$lang['my_account'] = 'Mon compte';
$lang['my_orders'] = 'Mes commandes';
$lang['my_addresses'] = 'Mes adresses';
$lang['my_wishlists'] = 'Mes envies';
$lang['new_address'] = 'Nouvelle adresse';
$lang['missing_street'] = 'Il manque la rue.';
$lang['missing_zip'] = 'Il manque le code postal.';
$lang['missing_city'] = 'Il manque la ville.';
$lang['bad_zip'] = 'Le code postal a cinq chiffres.';
$lang['no_delivery_there'] = 'Nous ne livrons pas ce pays.';
$lang['delete_my_account'] = 'Supprimer mon compte et mes données';
$lang['give_your_opinion'] = 'Donnez votre avis';

// fidélité, newsletter
$lang['you_have_points'] = 'Vous avez %d points';
$lang['burn_points'] = 'Échanger mes points';
$lang['not_enough_points'] = 'Vous n\'avez pas assez de points.';
$lang['your_coupon'] = 'Votre code : %s (déjà dans votre panier)';
$lang['newsletter'] = 'Lettre d\'information';
$lang['subscribed'] = 'Vous êtes inscrit, à bientôt !';
$lang['unsubscribe'] = 'Se désinscrire';
$lang['unsubscribed'] = 'Vous ne recevrez plus nos lettres.';
$lang['list_general'] = 'Les bonnes affaires';
$lang['list_jardin'] = 'Jardin';
$lang['list_outillage'] = 'Outillage';
$lang['list_vendeurs'] = 'Vendeurs';

// vendeurs
$lang['become_seller'] = 'Vendre sur Bricomarket';
$lang['seller_registered'] = 'Votre demande est enregistrée, nous vérifions vos documents.';
$lang['seller_suspended'] = 'Votre compte vendeur est suspendu.';
$lang['seller_already_registered'] = 'Ce numéro de TVA est déjà inscrit.';

// avis, questions
$lang['no_review'] = 'Pas encore d\'avis';
$lang['your_review'] = 'Votre avis';
$lang['write_review'] = 'Écrire un avis';
$lang['review_thanks'] = 'Merci ! Votre avis sera relu avant d\'être publié.';
$lang['review_too_short'] = 'Votre avis est trop court.';
$lang['review_no_rating'] = 'Choisissez une note.';
$lang['review_not_verified'] = 'Vous n\'avez pas acheté ce produit chez nous.';
$lang['verified_purchase'] = 'Achat vérifié';
$lang['ask_question'] = 'Poser une question';
$lang['question_sent'] = 'Votre question est envoyée aux vendeurs.';

// conseils
$lang['advice'] = 'Conseils';
$lang['comments'] = 'commentaires';
$lang['comment_rejected'] = 'Ce commentaire ne peut pas être publié.';
$lang['my_project'] = 'Mon projet';
$lang['my_projects'] = 'Mes projets';
$lang['contact'] = 'Nous contacter';

// mails
$lang['mail_welcome'] = 'Bienvenue chez Bricomarket';
$lang['mail_password_lost'] = 'Votre mot de passe';
$lang['mail_order_confirmation'] = 'Votre commande est confirmée';
$lang['mail_order_shipped'] = 'Votre commande est expédiée';
$lang['mail_cart_forgotten'] = 'Votre panier vous attend';
$lang['mail_price_drop'] = 'Le prix a baissé !';
$lang['mail_review_rejected'] = 'Votre avis n\'a pas été publié';
$lang['mail_question_answered'] = 'Réponse à votre question';
$lang['mail_ticket_reply'] = 'Réponse du service clients';
$lang['mail_seller_payout'] = 'Votre virement';
$lang['mail_loyalty_awarded'] = 'Vos points de fidélité';
