package metatextgrad.model.state;

import metatextgrad.model.ProjectId;
import metatextgrad.model.Row;
import metatextgrad.model.Serial;

/**
 * The summed judgements of two versions that serve side by side.
 *
 * @param serial of the serving table under which they serve
 * @param share with which the other version is chosen, in (0, 1)
 * @param champions answers of the champion, each group once
 * @param championSum their scores
 * @param others answers of the other version
 * @param otherSum their scores
 * @param effect sum over all answers of the weighted differences. Their mean estimates how much
 *     better the other version is.
 * @param variation sum of their squared distances from the expected value of each
 */
public record Contest(
        ProjectId project,
        Serial serial,
        double share,
        int champions,
        double championSum,
        int others,
        double otherSum,
        double effect,
        double variation)
        implements Row {
    public Contest {
        if (!(share > 0 && share < 1))
            throw new IllegalArgumentException("share must be between 0 and 1, not " + share);
    }

    public static Contest begun(ProjectId project, Serial serial, double share) {
        return new Contest(project, serial, share, 0, 0, 0, 0, 0, 0);
    }

    public int answers() {
        return champions + others;
    }

    /** Mean score of the champion's answers; 0 if there are none. */
    public double championMean() {
        return champions == 0 ? 0 : championSum / champions;
    }

    /** Mean score of the other version's answers; 0 if there are none. */
    public double otherMean() {
        return others == 0 ? 0 : otherSum / others;
    }

    /**
     * How much better the other version is, from -1 to 1 in the long run; 0 if there are no
     * answers.
     */
    public double meanEffect() {
        return answers() == 0 ? 0 : effect / answers();
    }
}
