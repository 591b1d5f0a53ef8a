package metatextgrad.services.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FiguresTest {
    @Test
    void shouldWriteFiguresAlike() {
        assertThat(Figures.score(null)).isEqualTo("–");
        assertThat(Figures.score(.5)).isEqualTo("0.500");
        assertThat(Figures.gain(-.0004)).isEqualTo("0.000");
        assertThat(Figures.gain(-.12)).isEqualTo("−0.120");
        assertThat(Figures.gain(.12)).isEqualTo("+0.120");
        assertThat(Figures.percent(.105)).isEqualTo("11 %");
        assertThat(Figures.evidence(31.4)).isEqualTo("31");
        assertThat(Figures.evidence(1.5)).isEqualTo("1.50");
        assertThat(Figures.evidence(Double.MAX_VALUE)).isEqualTo("2e+308");
        assertThat(Figures.count(1_234_567)).isEqualTo("1\u202f234\u202f567");
    }

    @Test
    void shouldEncodeNamesInAddresses() {
        assertThat(Figures.projectUrl("a b/ü?")).isEqualTo("/projects/a%20b%2F%C3%BC%3F");
    }

    @Test
    void shouldDrawAnIntervalOnAScaleThatHoldsIt() {
        IntervalPlot plot = IntervalPlot.of(.1, .05, .15);

        assertThat(plot.half()).isEqualTo(.2);
        assertThat(plot.left()).isEqualTo("250.0");
        assertThat(plot.width()).isEqualTo("100.0");
        assertThat(plot.dot()).isEqualTo("300.0");
        assertThat(plot.side()).isEqualTo("good");
        assertThat(IntervalPlot.of(0, -1, 1).left()).isEqualTo("0.0");
        assertThat(IntervalPlot.of(0, -1, 1).side()).isEqualTo("open");
    }
}
