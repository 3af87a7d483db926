package dev.plumbline.plan.select;

import java.util.Optional;

/**
 * What differs and Directus cannot bring about, so that it stays when the plan was carried out.
 *
 * @param subject such as {@code articles.title}
 * @param path the value that stays different; empty for the subject as a whole. Of what PostgreSQL
 *     has beside a snapshot, the kind of object, such as {@code check_constraint}
 * @param what differs, one sentence
 * @param why Directus cannot, one sentence
 * @param sql that a person may run in the target instead; empty where there is none
 */
public record Unreachable(
    String subject, String path, String what, String why, Optional<String> sql) {}
