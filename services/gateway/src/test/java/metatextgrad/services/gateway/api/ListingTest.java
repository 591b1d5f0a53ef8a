package metatextgrad.services.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ListingTest {
    @Test
    void shouldMakeEachPlaceOnce() {
        List<Integer> placed = new ArrayList<>();

        Listing.Items<Integer> page =
                new Listing("1", 2)
                        .page(
                                List.of(4, 2, 1, 3),
                                one -> {
                                    placed.add(one);
                                    return one.toString();
                                },
                                one -> one);

        assertThat(page).isEqualTo(new Listing.Items<>(List.of(2, 3), "Mw"));
        assertThat(placed).containsExactly(4, 2, 1, 3);
    }
}
