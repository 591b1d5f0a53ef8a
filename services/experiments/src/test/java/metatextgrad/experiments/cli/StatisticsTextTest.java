package metatextgrad.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metatextgrad.cli.text.TextTable;
import metatextgrad.experiments.Coverage;
import metatextgrad.experiments.expectation.Expectation.Kind;
import metatextgrad.experiments.expectation.ExpectationResult;
import metatextgrad.experiments.expectation.ExpectationResult.Outcome;
import metatextgrad.statistics.CrossedBootstrap;
import org.junit.jupiter.api.Test;

/** Coverage and expectations as text. */
final class StatisticsTextTest {
    private static final ExpectationResult MET =
            new ExpectationResult(
                    "knowledge/dyck",
                    Kind.ABOVE,
                    "restarts",
                    new CrossedBootstrap(.021, .003, .04, 20, 2000),
                    Outcome.MET,
                    "");
    private static final ExpectationResult MISSED =
            new ExpectationResult(
                    "null",
                    Kind.CONTAINS_0,
                    "tgd",
                    new CrossedBootstrap(-.01, -.05, .03, 40, 2000),
                    Outcome.MISSED,
                    "the interval is 0.080 wide, at most 0.050 is allowed");

    @Test
    void shouldPrintAMissAsAMiss() {
        assertThat(ExpectationText.of(List.of(MET, MISSED), TextTable.Style.RIGHT))
                .containsExactly(
                        "",
                        "expected        in              measured  95 %",
                        "above:restarts  knowledge/dyck  +0.021    +0.003 to +0.040  met",
                        "contains-0:tgd  null            -0.010    -0.050 to +0.030  missed: the interval is 0.080 wide, at most 0.050 is allowed");
        assertThat(ExpectationText.of(List.of(), TextTable.Style.RIGHT)).isEmpty();
    }

    @Test
    void shouldFailIfAnExpectationIsMissed() {
        assertThat(ExpectationText.exitCode(List.of(MET))).isZero();
        assertThat(ExpectationText.exitCode(List.of(MET, MISSED))).isOne();
    }

    @Test
    void shouldPrintTheCoverage() {
        Coverage row = new Coverage(Coverage.Null.SKEWED_SEEDS, 8, 10000, .9459, .0044, .0497);
        assertThat(new CoverageView(List.of(row)).text())
                .containsExactly(
                        "differs       seeds  studies  coverage  falsely above  falsely below",
                        "skewed-seeds      8    10000    0.9459         0.0044         0.0497");
    }
}
