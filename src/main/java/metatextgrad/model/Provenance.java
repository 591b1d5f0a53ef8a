package metatextgrad.model;

import org.jspecify.annotations.Nullable;

/**
 * Where an optimizer was learned, and the scores of the program it made there. Scores are known as
 * far as that run got.
 *
 * @param version id of the version in that project
 * @param validation score by which it was selected
 * @param against the score it had to beat
 * @param rescored validation score of answers that no decision used
 * @param test score on the test set
 * @param seedTest score of the seed program on the same test set
 */
public record Provenance(
        ProjectId project,
        RunId run,
        String version,
        @Nullable Double validation,
        double against,
        @Nullable Double rescored,
        @Nullable Double test,
        @Nullable Double seedTest) {
    public Provenance {
        version = Text.nonBlank(version, "version");
    }
}
