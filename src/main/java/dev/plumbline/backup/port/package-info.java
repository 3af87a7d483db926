/** What backups are made with: databases, programs, and a server to restore into. */
@NullMarked
package dev.plumbline.backup.port;

import org.jspecify.annotations.NullMarked;
