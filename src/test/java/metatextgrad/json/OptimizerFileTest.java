package metatextgrad.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import metatextgrad.model.Aspect;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Provenance;
import metatextgrad.model.RunId;
import org.junit.jupiter.api.Test;

/** The file in which an optimizer travels. */
final class OptimizerFileTest {
    private static final OptimizerFile FILE =
            new OptimizerFile(
                    new OptimizerSpec(
                            "tgd", List.of(Phase.plain("tgd", Aspect.PROMPT, 2, "Improve."))),
                    new Provenance(
                            new ProjectId("dyck"),
                            new RunId("run-dyck-1"),
                            "abc",
                            .84,
                            .8,
                            .83,
                            .82,
                            null));
    private static final String TEXT =
            """
            {
              "format" : "mtg-optimizer/1",
              "optimizer" : {
                "name" : "tgd",
                "phases" : [ {
                  "strategy" : "tgd",
                  "aspect" : "prompt",
                  "steps" : 2,
                  "task-description" : "Improve.",
                  "constraints" : [ ],
                  "examples" : [ ],
                  "memory" : 0,
                  "momentum" : 0,
                  "tags" : {
                    "start" : "<IMPROVED_VARIABLE>",
                    "end" : "</IMPROVED_VARIABLE>"
                  },
                  "reduce" : "concatenate",
                  "model" : "optimizer"
                } ]
              },
              "provenance" : {
                "project" : "dyck",
                "run" : "run-dyck-1",
                "version" : "abc",
                "validation" : 0.84,
                "against" : 0.8,
                "rescored" : 0.83,
                "test" : 0.82
              }
            }
            """;

    @Test
    void shouldWriteWhatItReads() {
        assertThat(FILE.write()).isEqualTo(TEXT);
        assertThat(read(TEXT)).isEqualTo(FILE);
        OptimizerFile bare = new OptimizerFile(FILE.optimizer(), null);
        assertThat(read(bare.write())).isEqualTo(bare);
    }

    @Test
    void shouldReportProblemsOfAFile() {
        assertThat(problem("{")).isEqualTo("is not JSON: unexpected end of file");
        assertThat(problem("[]")).isEqualTo("must be an object");
        assertThat(problem("{}")).isEqualTo("format: is missing");
        assertThat(problem(TEXT.replace("mtg-optimizer/1", "mtg")))
                .isEqualTo("format: must be `mtg-optimizer/1`, not `mtg`");
        assertThat(problem(TEXT.replace("\"steps\" : 2", "\"steps\" : \"2\"")))
                .isEqualTo("optimizer.phases[0].steps: must be a whole number");
        assertThat(problem(TEXT.replace("\"memory\"", "\"memmory\"")))
                .isEqualTo("optimizer.phases[0]: unknown field `memmory`. Did you mean `memory`?");
        assertThat(problem(TEXT.replace("\"provenance\"", "\"provenence\"")))
                .isEqualTo("unknown field `provenence`. Did you mean `provenance`?");
        assertThat(problem(TEXT.replace("\"test\"", "\"tests\"")))
                .isEqualTo("provenance: unknown field `tests`. Did you mean `test`?");
        assertThat(problem(" ".repeat(2 << 20)))
                .isEqualTo("has 2097152 characters; the maximum is 1048576");
    }

    /** Of a later format nothing else is known, so nothing else is complained about. */
    @Test
    void shouldRefuseALaterFormatInOneLine() {
        assertThat(problem("{\"format\": \"mtg-optimizer/2\", \"what\": 1}"))
                .isEqualTo(
                        "format mtg-optimizer/2 is newer than this version of mtg supports"
                                + " (mtg-optimizer/1): upgrade mtg");
    }

    @Test
    void shouldApplyTheRulesOfOptimizers() {
        assertThatThrownBy(() -> OptimizerFile.read(TEXT, spec -> List.of("one", "two")))
                .isInstanceOfSatisfying(
                        InvalidFile.class,
                        e ->
                                assertThat(e.problems())
                                        .containsExactly("optimizer: one", "optimizer: two"));
    }

    private static OptimizerFile read(String text) {
        return OptimizerFile.read(text, spec -> List.of());
    }

    private static String problem(String text) {
        try {
            return "read: " + read(text);
        } catch (InvalidFile e) {
            return String.join("\n", e.problems());
        }
    }
}
