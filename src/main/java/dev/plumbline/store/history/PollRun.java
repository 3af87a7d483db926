package dev.plumbline.store.history;

import dev.plumbline.environment.EnvironmentId;

/**
 * Polls of one environment, one after the other, that all ended the same way.
 *
 * @param successful whether every configured source was read
 * @param span from the beginning of the first poll until the next one began, or until the last one
 *     was too old to be shown as the present
 * @param polls at least 1
 */
public record PollRun(EnvironmentId environment, boolean successful, Span span, long polls) {}
