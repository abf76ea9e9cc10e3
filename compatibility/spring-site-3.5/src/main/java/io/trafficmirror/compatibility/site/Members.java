// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.site;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;

/** All members. */
public interface Members extends JpaRepository<Member, Long> {
    /** Those whose names begin so, page by page. */
    Page<Member> findByNameStartingWith(String name, Pageable page);
}
