package metatextgrad.meta;

import static metatextgrad.meta.RunEventSamples.unproposed;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metatextgrad.candidate.Quotes;
import metatextgrad.model.Failure;
import metatextgrad.model.Program;
import metatextgrad.model.ScoreStats;
import metatextgrad.race.FinalChoice;
import metatextgrad.race.ScoredProgram;
import org.junit.jupiter.api.Test;

final class RaceReasonTest {
    /** A model may repeat the sentence in its reply. Then nothing was copied. */
    @Test
    void shouldCountCopiesByTheTypeOfTheFailureAndNotByItsText() {
        assertThat(reason(new Failure.Content("solve: " + Quotes.REASON)))
                .doesNotContain("proposals left out");
        assertThat(reason(new Failure.Copied("solve: any text")))
                .endsWith("; proposals left out: 1, each because " + Quotes.REASON);
    }

    private static String reason(Failure failure) {
        Program seed = unproposed(failure).program();
        ScoredProgram choice =
                new ScoredProgram(seed, ScoredProgram.SEED, List.of(), ScoreStats.EMPTY, List.of());
        return new RaceReason(
                        "",
                        new FinalChoice(choice, "no proposal was better"),
                        "",
                        List.of(unproposed(failure)),
                        List.of())
                .text();
    }
}
