package metatextgrad.model.event;

import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.ScoreSummary;
import metatextgrad.model.StepRef.RunKind;
import metatextgrad.model.VersionId;
import org.jspecify.annotations.Nullable;

/**
 * A program that applications may serve. It never changes: another text is another version.
 *
 * @param parent the program its run began with; null for a seed program
 * @param run the run that offered it, or the first run that began with it
 * @param kind what that run was for
 * @param optimizer name of the optimizer that made it; empty for a seed program
 * @param scores its scores in that run
 * @param parentScores the parent's scores on the same items; null without a parent
 */
public record PromptVersion(
        ProjectId project,
        Program program,
        @Nullable VersionId parent,
        RunId run,
        RunKind kind,
        String optimizer,
        ScoreSummary scores,
        @Nullable ScoreSummary parentScores)
        implements Event {
    public PromptVersion {
        if ((parent == null) != (parentScores == null))
            throw new IllegalArgumentException(
                    "parentScores must be set if there is a parent, and only then");
    }

    public VersionId id() {
        return VersionId.of(project, program);
    }

    @Override
    public String key() {
        return id().value();
    }
}
