package metatextgrad.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class HealthTest {
    @Test
    void shouldEscapeDetailsInJson() {
        var check = new Health.Check("meta", Health.State.DEAD, "bad \"row\"\nin C:\\data");
        assertThat(new Health.Report(List.of(check)).json())
                .isEqualTo(
                        "{\"checks\":[{\"detail\":\"bad \\\"row\\\"\\nin C:\\\\data\","
                                + "\"name\":\"meta\",\"status\":\"down\"}],\"status\":\"down\"}");
    }
}
