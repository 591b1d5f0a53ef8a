package metatextgrad.services.gateway.tables;

import metatextgrad.model.Program;
import metatextgrad.model.VersionId;
import org.jspecify.annotations.Nullable;

/**
 * A version that serves.
 *
 * @param text the prompt of a program with one model call; null if it has several
 * @param program null if this gateway cannot read it
 */
public record ServedVersion(VersionId id, @Nullable String text, @Nullable Program program) {}
