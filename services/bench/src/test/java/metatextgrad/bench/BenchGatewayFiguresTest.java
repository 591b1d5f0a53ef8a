package metatextgrad.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import metatextgrad.bench.gateway.GatewayReport;
import metatextgrad.bench.gateway.RouteReport;
import metatextgrad.bench.load.LoadResult;
import org.junit.jupiter.api.Test;

final class BenchGatewayFiguresTest {
    @Test
    void shouldMissTheTargetIfARequestHasNoAnswer() {
        assertThat(verdicts(route(0, 300)).get("gateway.failed")).isEqualTo("met");
        assertThat(verdicts(route(1, 300)).get("gateway.failed")).isEqualTo("missed");
    }

    /** A system without {@code /proc} does not report resident memory. */
    @Test
    void shouldLeaveOutMemoryThatIsNotReported() {
        assertThat(verdicts(route(0, 0))).doesNotContainKey("gateway.resident");
        assertThat(verdicts(route(0, 300))).containsEntry("gateway.resident", "met");
        assertThat(verdicts(route(0, 600))).containsEntry("gateway.resident", "missed");
    }

    private static Map<String, String> verdicts(RouteReport gateway) {
        Map<String, String> verdicts = new TreeMap<>();
        for (BenchFigure one :
                BenchGateway.figures(new GatewayReport(route(0, 0), gateway, null, .1, 5_000)))
            verdicts.put(one.name(), one.verdict());
        return verdicts;
    }

    private static RouteReport route(int failed, double residentMebi) {
        LoadResult plain = new LoadResult(failed, LoadResult.none().micros(), "");
        return new RouteReport(plain, LoadResult.none(), .1, .1, 400, 5_000, residentMebi, 1_000);
    }
}
