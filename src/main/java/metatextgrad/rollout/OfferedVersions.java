package metatextgrad.rollout;

import metatextgrad.model.VersionId;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.PromptVersion;

/** The versions that a run offers: its seed program and its result. Pure. */
final class OfferedVersions {
    private OfferedVersions() {}

    static PromptVersion seed(ChallengerOffered offered) {
        return new PromptVersion(
                offered.project(),
                offered.seed(),
                null,
                offered.run(),
                offered.kind(),
                "",
                offered.seedScores(),
                null);
    }

    static PromptVersion best(ChallengerOffered offered, VersionId seed) {
        return new PromptVersion(
                offered.project(),
                offered.best(),
                seed,
                offered.run(),
                offered.kind(),
                offered.optimizer(),
                offered.bestScores(),
                offered.seedScores());
    }
}
