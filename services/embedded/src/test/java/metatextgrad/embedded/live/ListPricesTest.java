package metatextgrad.embedded.live;

import static org.assertj.core.api.Assertions.assertThat;

import metatextgrad.model.project.Project;
import org.junit.jupiter.api.Test;

final class ListPricesTest {
    @Test
    void shouldHaveAPriceForEachModelOfTheDemo() {
        Project project = LiveDemo.project();
        assertThat(LiveDemo.listPrices(project).models().keySet())
                .containsAll(project.loop().modelNames());
    }
}
