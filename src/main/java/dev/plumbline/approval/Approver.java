package dev.plumbline.approval;

/**
 * Who decides.
 *
 * @param person who counts once, however many tokens they have
 * @param token the name of the token
 */
public record Approver(String person, String token, boolean isAdmin) {}
