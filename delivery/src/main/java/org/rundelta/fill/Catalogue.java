package org.rundelta.fill;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All titles that edges could hold.
 *
 * @param titles by their ids
 */
public record Catalogue(SortedMap<String, CatalogueTitle> titles) {
    /** Copies the map. */
    public Catalogue {
        titles = Collections.unmodifiableSortedMap(new TreeMap<>(titles));
    }
}
