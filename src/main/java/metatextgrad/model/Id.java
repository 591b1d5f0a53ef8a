package metatextgrad.model;

/** A name or key of one kind of thing, as text. */
public interface Id {
    String value();
}
