package metatextgrad.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metatextgrad.llm.LlmResponse.Billing;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.RequestKind;
import metatextgrad.llm.RunCalls;
import metatextgrad.model.Cost;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.StepRef;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.OptimizerState.UnusableReply;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.event.RoundEnd;
import metatextgrad.model.event.RoundEnd.MetaPhase;
import org.junit.jupiter.api.Test;

/** The lines of a report about the replies to each kind of prompt. */
final class RepliesByKindTest {
    @Test
    void shouldCountTheRepliesOfEachKind() {
        List<RunCalls> calls =
                List.of(
                        row(
                                count(RequestKind.PROGRAM, false, Outcome.OK, 90),
                                count(RequestKind.PROGRAM, false, Outcome.INVALID, 10),
                                count(RequestKind.PROGRAM, true, Outcome.OK, 6),
                                count(RequestKind.PROGRAM, true, Outcome.INVALID, 4)),
                        row(
                                count(RequestKind.DESCRIPTION, false, Outcome.OK, 4),
                                count(RequestKind.DESCRIPTION, true, Outcome.OK, 3)));
        List<RoundEnd> rounds =
                List.of(
                        round(1, Verdict.INVALID, "no field"),
                        round(2, Verdict.INVALID, "it copies"),
                        round(3, Verdict.INVALID, "no field"),
                        round(4, Verdict.ADOPTED, ""));

        assertThat(RepliesByKind.of(calls, List.of(), rounds))
                .containsExactly(
                        "answers: 100 requested, 96 usable, 10 requested again, 4 lost",
                        "descriptions: 4 requested, 1 usable, 3 requested again, 3 lost, most often:"
                                + " no field");
    }

    @Test
    void shouldCountEveryUnusableReplyOfAStepWhateverItsReasonSays() {
        List<RunCalls> calls =
                List.of(
                        row(
                                count(RequestKind.PROMPT_REWRITE, false, Outcome.OK, 6),
                                count(RequestKind.PROMPT_REWRITE, true, Outcome.OK, 3),
                                count(RequestKind.PROGRAM_REWRITE, false, Outcome.OK, 2)));
        OptimizerState prompts =
                step(
                        new UnusableReply("solve", "program: not closed"),
                        new UnusableReply("check", "no tags"),
                        new UnusableReply("answer", "program: not closed"));
        OptimizerState program = step(new UnusableReply("program", "no node"));

        assertThat(RepliesByKind.of(calls, List.of(prompts, program, step()), List.of()))
                .containsExactly(
                        "rewrites of prompts: 6 requested, 3 usable, 3 requested again, 3 lost, most"
                                + " often: program: not closed",
                        "rewrites of programs: 2 requested, 1 usable, 0 requested again, 1 lost, most"
                                + " often: no node");
    }

    @Test
    void shouldCountNoRewritesWhenTheStepsHaveExpired() {
        List<RunCalls> calls =
                List.of(
                        row(
                                count(RequestKind.PROGRAM, false, Outcome.OK, 90),
                                count(RequestKind.PROMPT_REWRITE, false, Outcome.OK, 6),
                                count(RequestKind.PROGRAM_REWRITE, false, Outcome.OK, 2)));

        assertThat(RepliesByKind.of(calls, null, List.of()))
                .containsExactly("answers: 90 requested, 90 usable, 0 requested again, 0 lost");
    }

    private static OptimizerState step(UnusableReply... unusable) {
        Program program = new Program(List.of(), "answer");
        return new OptimizerState(
                new StepRef(new ProjectId("p"), new RunId("r"), new TrialId("t"), 1, 0),
                OptimizerState.Decided.INVALID,
                "program: is a word of a sentence",
                null,
                null,
                program,
                .5,
                0,
                Cost.NONE,
                null,
                List.of(),
                List.of(unusable));
    }

    private static RunCalls row(RunCalls.Count... counts) {
        return new RunCalls(new RunId("r"), 0, 1, List.of(counts), 0, 0);
    }

    private static RunCalls.Count count(
            RequestKind kind, boolean again, Outcome outcome, long requests) {
        return new RunCalls.Count(
                ModelRole.PROGRAM, kind, again, outcome, Billing.BILLED, requests, 1, 1, false);
    }

    private static RoundEnd round(int number, Verdict verdict, String reason) {
        return new RoundEnd(MetaPhase.PROMPT, "tgd", number, verdict, null, .5, 1, reason);
    }
}
