package metatextgrad.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Node;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.Program;
import metatextgrad.model.Variable;
import metatextgrad.model.project.AcceptanceRule;
import metatextgrad.model.project.AdaptSettings;
import metatextgrad.model.project.AnswerParsing;
import metatextgrad.model.project.Budget;
import metatextgrad.model.project.EvaluatorSpec;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.MetaSettings.ParentRule;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.Project;
import metatextgrad.model.project.SplitShares;
import metatextgrad.strategy.Strategies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProjectFileTest {
    private static final String SHORTEST =
            """
            id: p
            evaluator: exact
            question-type: sorting
            program: {prompt: Sort., role: the prompt}
            models: {program: small, optimizer: large}
            """;

    @Test
    void shouldPutInEveryDefault() {
        Project project = read(SHORTEST);
        assertThat(project.id().value()).isEqualTo("p");
        assertThat(project.seed())
                .isEqualTo(
                        new Program(
                                List.of(
                                        new Node.LlmCall(
                                                "solve",
                                                new Variable("Sort.", "the prompt", true),
                                                List.of(Node.TASK),
                                                null,
                                                false)),
                                "solve"));
        assertThat(project.meta().promptRounds()).isEqualTo(2);
        assertThat(project.shares()).isEqualTo(SplitShares.DEFAULT);
        assertThat(project.budget()).isEqualTo(Budget.NONE);
        LoopSettings loop = project.loop();
        assertThat(loop.reading()).isEqualTo(AnswerParsing.STRICT);
        assertThat(loop.batch()).isEqualTo(3);
        assertThat(loop.acceptance()).isEqualTo(AcceptanceRule.PAPER);
        assertThat(loop.skipCorrect()).isTrue();
        assertThat(loop.coverage()).isEqualTo(.95);
        assertThat(loop.quorum()).isEqualTo(.8);
        assertThat(loop.updateBytes()).isEqualTo(96 * 1024);
        assertThat(loop.rawText()).isEmpty();
        assertThat(loop.model(ModelRole.PROGRAM)).isEqualTo(new ModelSpec("small", 0, 2000, 60));
        assertThat(loop.model(ModelRole.JUDGE)).isEqualTo(new ModelSpec("large", 0, 2000, 60));
        assertThat(loop.model(ModelRole.BACKWARD)).isEqualTo(new ModelSpec("large", 0, 2000, 60));
        assertThat(loop.model(ModelRole.OPTIMIZER)).isEqualTo(new ModelSpec("large", 1, 8000, 60));
        assertThat(loop.model(ModelRole.META)).isEqualTo(new ModelSpec("large", 1, 8000, 60));
        assertThat(project.optimizers()).hasSize(1);
        OptimizerSpec tgd = project.optimizers().getFirst();
        assertThat(tgd.name()).isEqualTo("tgd");
        assertThat(tgd.steps()).isEqualTo(6);
        assertThat(tgd.taskDescription()).startsWith("You are part of an optimization system");
    }

    @Test
    void shouldShowEveryDefaultInTheExample() {
        Project example = read(Resources.text("/schema/project.example.yaml"));
        Project shortest =
                read(
                        SHORTEST.replace("id: p", "id: sort-words")
                                .replace("small", "gpt-4o-mini")
                                .replace("large", "gpt-4o"));
        assertThat(example.optimizers()).isEqualTo(shortest.optimizers());
        assertThat(example.meta()).isEqualTo(shortest.meta());
        assertThat(example.shares()).isEqualTo(shortest.shares());
        assertThat(example.loop())
                .usingRecursiveComparison()
                .ignoringFields("evaluator", "questionType")
                .isEqualTo(shortest.loop());
    }

    @Test
    void shouldReadEveryKey() {
        Project project =
                read(
                        """
                        id: p
                        evaluator: number
                        reading: textgrad-compat
                        question-type: counting
                        program:
                          nodes:
                            - {id: cut, type: split, input: task, separator: ","}
                            - {id: each, type: llm, prompt: Count., role: r, inputs: [cut], each: true}
                            - {id: all, type: aggregate, inputs: [each]}
                            - id: sum
                              type: llm
                              prompt: Add.
                              role: s
                              trainable: false
                              inputs: [task, all]
                              template: "{{task}} {{all}}"
                            - {id: last, type: extract, input: sum, pattern: "Answer: (.*)"}
                          output: last
                        models:
                          program: {name: a, temperature: 0.5, max-tokens: 10, timeout-seconds: 20}
                          optimizer: {name: b, temperature: 0.7, max-tokens: 30}
                          backward: {temperature: 0.1}
                          judge: c
                        optimizers:
                          - name: long
                            phases:
                              - {steps: 2, memory: 3, momentum: 4, constraints: [c1, c2], examples: [e]}
                              - {task-description: d, tags: {start: <a>, end: </a>}, reduce: summarise}
                          - name: plain
                        prompt-rounds: 0
                        batch: 5
                        acceptance: revert
                        skip-correct: false
                        coverage: 1
                        quorum: 0.5
                        update-bytes: 2048
                        raw-text: [backward]
                        split-shares: {train: 0.5, val: 0.25, gate: 0}
                        budget: {calls: 5000}
                        """);
        assertThat(project.seed().nodes())
                .extracting(Node::id)
                .containsExactly("cut", "each", "all", "sum", "last");
        assertThat(project.seed().node("cut"))
                .isEqualTo(new Node.SplitText("cut", "task", ",", 16));
        assertThat(project.seed().trainable()).extracting(Node::id).containsExactly("each");
        assertThat(project.loop().model(ModelRole.PROGRAM))
                .isEqualTo(new ModelSpec("a", .5, 10, 20));
        assertThat(project.loop().model(ModelRole.BACKWARD))
                .isEqualTo(new ModelSpec("b", .1, 30, 60));
        assertThat(project.loop().model(ModelRole.JUDGE)).isEqualTo(new ModelSpec("c", 0, 30, 60));
        assertThat(project.optimizers()).extracting(OptimizerSpec::steps).containsExactly(8, 6);
        Phase first = project.optimizers().getFirst().phases().getFirst();
        assertThat(first.constraints()).containsExactly("c1", "c2");
        assertThat(first.momentum()).isEqualTo(4);
        assertThat(project.loop().skipCorrect()).isFalse();
        assertThat(project.loop().rawText()).containsExactly(ModelRole.BACKWARD);
        assertThat(project.shares()).isEqualTo(new SplitShares(.5, .25, 0));
        assertThat(project.budget()).isEqualTo(Budget.ofCalls(5000));
        assertThat(ProjectJson.read(Json.write(project))).isEqualTo(project);
    }

    @Test
    void shouldReportAllProblemsAtOnce() {
        assertThat(
                        problems(
                                """
                                id: 7
                                evaluatr: exact
                                question-type: ""
                                program: {promt: Sort., role: the prompt}
                                models: {program: {temperature: 3}, optimiser: large}
                                batch: 65
                                coverage: 0
                                acceptance: papr
                                skip-correct: maybe
                                optimizers: [{name: x, phases: [{steps: 1.5, tags: {start: a}}]}]
                                """))
                .containsExactlyInAnyOrder(
                        "evaluator: is missing",
                        "evaluatr: unknown key. Did you mean `evaluator`?",
                        "id: must be a string",
                        "question-type: is empty",
                        "program.promt: unknown key. Did you mean `prompt`?",
                        "program.prompt: is missing",
                        "models.program.name: is missing",
                        "models.program.temperature: must be at most 2",
                        "models.optimizer: is missing",
                        "models.optimiser: unknown key. Did you mean `optimizer`?",
                        "batch: must be at most 64",
                        "coverage: must be above 0",
                        "acceptance: must be one of paper, revert",
                        "skip-correct: must be true or false",
                        "optimizers[0].phases[0].steps: must be a whole number",
                        "optimizers[0].phases[0].tags.end: is missing");
    }

    /** Controls are for experiments, which have no project file. */
    @Test
    void shouldRefuseAControl() {
        assertThatThrownBy(() -> read(SHORTEST + "control: placebo\n"))
                .isInstanceOf(InvalidFile.class)
                .hasMessageContaining("control");
    }

    @Test
    void shouldReadAnEvaluatorWithSettings() {
        Project project =
                read(
                        SHORTEST.replace(
                                "evaluator: exact",
                                """
                                evaluator:
                                  name: composite
                                  parts:
                                    - {weight: 0.25, evaluator: judge}
                                    - weight: 0.75
                                      evaluator: {name: json-field, field: n, compare: token-sequence}
                                """));
        EvaluatorSpec field =
                EvaluatorSpec.with("json-field", Map.of("field", "n", "compare", "token-sequence"));
        assertThat(project.loop().evaluator())
                .isEqualTo(
                        new EvaluatorSpec(
                                "composite",
                                new TreeMap<>(),
                                List.of(
                                        new EvaluatorSpec.Part(.25, EvaluatorSpec.named("judge")),
                                        new EvaluatorSpec.Part(.75, field))));
    }

    @Test
    void shouldReportProblemsOfAnEvaluator() {
        assertThat(problems(SHORTEST.replace("evaluator: exact", "evaluator: [exact]")))
                .containsExactly("evaluator: must be a string or a map of keys");
        assertThat(
                        problems(
                                SHORTEST.replace(
                                        "evaluator: exact",
                                        "evaluator: {field: n, compare: numbr, own: [a],"
                                                + " parts: [{wieght: 1}]}")))
                .containsExactlyInAnyOrder(
                        "evaluator.name: is missing",
                        "evaluator.compare: must be one of exact, token-sequence, number, choice",
                        "evaluator.own: must be a string or a number or true or false",
                        "evaluator.parts[0].weight: is missing",
                        "evaluator.parts[0].evaluator: is missing",
                        "evaluator.parts[0].wieght: unknown key. Did you mean `weight`?");
    }

    @Test
    void shouldNotMixTheTwoFormsOfAProgram() {
        assertThat(
                        problems(
                                SHORTEST.replace(
                                        "{prompt: Sort., role: the prompt}",
                                        "{prompt: Sort., nodes: [{id: a, type: split}]}")))
                .containsExactlyInAnyOrder(
                        "program.prompt: cannot be combined with the other keys at this level",
                        "program.output: is missing",
                        "program.nodes[0].input: is missing",
                        "program.nodes[0].separator: is missing");
    }

    @Test
    void shouldRefuseAnIdThatWouldBeReadAsSomethingElse() {
        for (String id : List.of("''", "' '", "../a", "a/b", "\"a\\n\""))
            assertThat(problems(SHORTEST.replace("id: p", "id: " + id)))
                    .as(id)
                    .containsExactly(
                            "id: must be 1 to 200 characters: a letter or digit, then letters,"
                                    + " digits, `.`, `_`, `-` or blanks");
        assertThat(read(SHORTEST.replace("id: p", "id: Käse 2.0_x-y")).id().value())
                .isEqualTo("Käse 2.0_x-y");
    }

    /** Every condition holds for what is absent: unless asked, all types would want their keys. */
    @Test
    void shouldReportOnlyTheMissingTypeOfANode() {
        assertThat(
                        problems(
                                SHORTEST.replace(
                                        "{prompt: Sort., role: the prompt}",
                                        "{nodes: [{id: a, prompt: Sort.}], output: a}")))
                .containsExactly("program.nodes[0].type: is missing");
    }

    @Test
    void shouldReportTheLineThatIsNotYaml() {
        assertThat(problems("id: p\nevaluator: [exact\n"))
                .containsExactly(
                        "line 2: is not YAML: while parsing a flow sequence, expected ',' or ']', but"
                                + " got <stream end>");
        assertThat(problems("id: p\nid: q\n"))
                .containsExactly("line 2: is not YAML: duplicate key `id`");
        assertThat(problems("id: p\n---\nid: q\n"))
                .singleElement()
                .asString()
                .endsWith("is not YAML: a second document follows");
        assertThat(problems("# nothing\n")).containsExactly("the file is empty");
        assertThat(problems("- a\n")).containsExactly("the file: must be a map of keys");
    }

    @Test
    void shouldRefuseDeepNestingInWords() {
        assertThat(problems("id: " + "[".repeat(1500)))
                .containsExactly("is nested too deeply (more than 1000 levels)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\e[31m", "\\u009b", "\\n", "\\u202e", "\\u2028"})
    void shouldRefuseAModelNameThatIsNotOneLine(String part) {
        String name = "\"a" + part + "b\"";
        assertThat(problems(SHORTEST.replace("program: small", "program: " + name)))
                .containsExactly("models.program: must be one line without control characters");
        assertThat(problems(SHORTEST.replace("program: small", "program: {name: " + name + "}")))
                .containsExactly(
                        "models.program.name: must be one line without control characters");
    }

    /** The parser takes an alias for its name: this prompt would be `p`, and billed. */
    @Test
    void shouldRefuseAliases() {
        String anchored = SHORTEST.replace("role: the prompt", "role: &p the prompt");
        assertThat(read(anchored).seed()).isEqualTo(read(SHORTEST).seed());
        assertThat(problems(anchored + "optimizers: [{name: *p}]\n"))
                .containsExactly("line 6: aliases (*p) are not supported: write the value in full");
        assertThat(problems(SHORTEST + "batch:\n  <<: {a: 1}\n"))
                .containsExactly(
                        "line 7: merge keys (<<) are not supported: write the keys in full");
    }

    @ParameterizedTest
    @ValueSource(strings = {"010", "0x10", "0o10", "1_0", "018", "-010", "+0x1", "0b11", "1_0.5"})
    void shouldRefuseANumberThatIsReadInTwoWays(String number) {
        assertThat(problems(SHORTEST + "batch: " + number + "\n"))
                .singleElement()
                .asString()
                .matches(
                        "line 6: .* can be read as different numbers: .*|batch: must be a whole number");
    }

    @Test
    void shouldAcceptPlainNumbers() {
        assertThat(read(SHORTEST + "batch: 10\nquorum: 0.5\n").loop().batch()).isEqualTo(10);
        assertThat(read(SHORTEST.replace("Sort.", "'010'")).seed().nodes().getFirst().toString())
                .contains("010");
    }

    @Test
    void shouldRefuseANulCharacter() {
        assertThat(problems(SHORTEST.replace("Sort.", "\"a\\0b\"")))
                .containsExactly(
                        "line 4: `program.prompt` contains a NUL character (\\0): remove it");
        assertThat(problems(SHORTEST.replace("id: p", "id: \"a\\0b\"")))
                .containsExactly("line 1: `id` contains a NUL character (\\0): remove it");
    }

    @Test
    void shouldReportWhatTheModelRefuses() {
        assertThat(problems(SHORTEST + "split-shares: {train: .5, val: .5, gate: 0}\n").getFirst())
                .startsWith("split-shares: split shares must be positive and leave something");
    }

    /** The parser alone would take far too long. */
    @Test
    @Timeout(120)
    void shouldRefuseAHugeFileBeforeItIsParsed() {
        assertThat(problems(SHORTEST.replace("sorting", "x".repeat(10 << 20))))
                .singleElement()
                .asString()
                .endsWith(" characters; the maximum is 1048576");
        assertThat(problems(SHORTEST.replace("sorting", "x".repeat(1 << 19))))
                .containsExactly("question-type: is longer than 65536");
    }

    /** No optimizer, no step and less than no round make no run; no round at all is one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "optimizers: []                                  | optimizers: is empty",
                "optimizers: [{name: a, phases: []}]             | optimizers[0].phases: is empty",
                "optimizers: [{name: a, phases: [{steps: 0}]}]   | optimizers[0].phases[0].steps: must be at least 1",
                "optimizers: [{name: a, phases: [{steps: 2.5}]}] | optimizers[0].phases[0].steps: must be a whole number",
                "prompt-rounds: -1                               | prompt-rounds: must be at least 0",
                "structure-rounds: -1                            | structure-rounds: must be at least 0",
                "meta-leak-tokens: -1                            | meta-leak-tokens: must be at least 0",
                "meta-repairs: 4                                 | meta-repairs: must be at most 3",
            })
    void shouldRefuseARunWithoutItems(String line, String problem) {
        assertThat(problems(SHORTEST + line + "\n")).containsExactly(problem);
    }

    @Test
    void shouldAcceptARunWithoutRounds() {
        Project project = read(SHORTEST + "prompt-rounds: 0\nstructure-rounds: 0\n");
        assertThat(project.meta().promptRounds()).isZero();
        assertThat(project.meta().structureRounds()).isZero();
        assertThat(project.meta().leakTokens()).isEqualTo(8);
        assertThat(read(SHORTEST + "meta-leak-tokens: 0\n").meta().leakTokens()).isZero();
    }

    @Test
    void shouldReadWhichProgramsStepsStartFrom() {
        assertThat(read(SHORTEST).meta().parents()).isEqualTo(ParentRule.BEST);
        Project front = read(SHORTEST + "parents: pareto\n");
        assertThat(front.meta().parents()).isEqualTo(ParentRule.PARETO);
        assertThat(ProjectJson.read(Json.write(front))).isEqualTo(front);
        assertThat(problems(SHORTEST + "parents: pareto\nmode: paper\n"))
                .containsExactly(
                        "`parents: pareto` needs `mode: race`; the paper's search always continues from the best program of a trial");
    }

    @Test
    void shouldReadTheRubricOfAJudge() {
        Project project =
                read(
                        SHORTEST
                                + "adapt: {mode: propose, budget: {day-calls: 100}, evidence: [judge, feedback], judge: {rubric: Polite.}}\n");
        assertThat(project.adapt()).isNotNull();
        AdaptSettings.Evidence evidence = project.adapt().evidence();
        assertThat(evidence.truth()).isFalse();
        assertThat(evidence.feedback()).isTrue();
        assertThat(evidence.judge()).isTrue();
        assertThat(evidence.rubric()).isEqualTo("Polite.");
        assertThat(ProjectJson.read(Json.write(project))).isEqualTo(project);
    }

    @Test
    void shouldLetNoOptimizerRewriteAFrozenNode() {
        String adapt =
                "adapt: {mode: propose, budget: {day-calls: 100}, evidence: [truth], frozen: [%s]}\n";
        Project piece = read(SHORTEST + adapt.formatted("a piece"));
        assertThat(piece.seed().trainable()).extracting(Node::id).containsExactly("solve");
        Project node = read(SHORTEST + adapt.formatted("solve"));
        assertThat(node.seed().trainable()).isEmpty();
        assertThat(node.adapt()).isNotNull();
        assertThat(node.adapt().frozen()).containsExactly("solve");
        assertThat(node.adapt().shareable()).isFalse();
    }

    @Test
    void shouldApplyFurtherRulesToAProject() {
        assertThatThrownBy(
                        () ->
                                ProjectFile.read(
                                        SHORTEST, Strategies::plain, project -> List.of("a", "b")))
                .isInstanceOf(InvalidFile.class)
                .hasMessage("a\nb");
    }

    private static Project read(String yaml) {
        return ProjectFile.read(yaml, Strategies::plain, project -> List.of());
    }

    private static List<String> problems(String yaml) {
        return catchThrowableOfType(InvalidFile.class, () -> read(yaml)).problems();
    }
}
