package metatextgrad.model;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A program that applications may be told to use. Never changes: another text is another version.
 *
 * @param parent the program its run began with; null of one that a run began with
 * @param run the run that offered it, or the first one that began with it
 * @param optimizer name of the optimizer that made it; empty of one that a run began with
 * @param scores what it reached in that run
 * @param parentScores what the parent reached on the same items; null without a parent
 */
public record PromptVersion(
        ProjectId project,
        Program program,
        @Nullable VersionId parent,
        RunId run,
        String optimizer,
        ThreeColumns scores,
        @Nullable ThreeColumns parentScores)
        implements Event {
    public PromptVersion {
        requireNonNull(project, "project is null");
        requireNonNull(program, "program is null");
        requireNonNull(run, "run is null");
        requireNonNull(optimizer, "optimizer is null");
        requireNonNull(scores, "scores is null");
        if ((parent == null) != (parentScores == null))
            throw new IllegalArgumentException("a parent has scores, and only a parent");
    }

    public VersionId id() {
        return VersionId.of(project, program);
    }

    @Override
    public String key() {
        return id().value();
    }
}
