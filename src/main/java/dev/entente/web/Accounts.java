package dev.entente.web;

import java.util.List;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * Users with a password that someone contributes as a bean.
 *
 * @param people whether people sign in with them on pages, not only programs
 */
public record Accounts(List<UserDetails> users, boolean people) {}
