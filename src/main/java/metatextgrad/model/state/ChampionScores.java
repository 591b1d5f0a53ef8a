package metatextgrad.model.state;

import java.util.List;
import metatextgrad.model.Row;
import metatextgrad.model.VersionId;

/**
 * What the detector of drift knows about a champion.
 *
 * @param version the champion
 * @param place of the last counted answer among those that are remembered, from 1
 * @param before scores before a suspected drop
 * @param beforeSum their sum
 * @param after scores since then
 * @param afterSum their sum
 * @param rise of the cumulative sum that suspects the drop, 1 or more
 * @param wealth of each stake of the detector
 */
public record ChampionScores(
        VersionId version,
        int place,
        int before,
        double beforeSum,
        int after,
        double afterSum,
        double rise,
        List<Double> wealth)
        implements Row {
    public ChampionScores {
        wealth = List.copyOf(wealth);
    }
}
